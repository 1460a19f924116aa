// What axe-core finds serious or critical: the rule, what it hits, why.
async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  const why = (node) => (node.any[0] || node.all[0] || node.none[0] || {}).message || "";
  const line = (rule, node) => `${rule.id}: ${node.target.flat().join(" ")} ${why(node)} ${node.html.slice(0, 140)}`;
  const grave = found.violations.filter((rule) => rule.impact === "serious" || rule.impact === "critical");
  return grave.flatMap((rule) => rule.nodes.map((node) => line(rule, node)));
}
