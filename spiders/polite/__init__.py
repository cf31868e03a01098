"""What a spider may ask, when, and of whom."""
