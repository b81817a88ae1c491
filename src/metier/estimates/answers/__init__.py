"""From a figure's needs to the estimates under their keys."""
