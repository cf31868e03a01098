"""What is known of an article besides its text: who says it, and which word is believed."""
