"""Slopes: least squares and logit, with machine-made outcomes and regressors."""
