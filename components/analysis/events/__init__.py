"""Events: trigger detection, anchoring to dates, factuality, event coreference, denials."""
