"""What every estimator rests on: samples looked over, people, intervals, results."""
