"""Everything a person sees and presses; the only room with sentences."""
