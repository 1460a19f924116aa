"""Names as data, for whoever reads them: countries with their peoples, given names and whom they tell of."""
