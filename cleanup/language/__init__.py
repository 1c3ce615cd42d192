"""What text is: character classes, words, scripts, sentence ends; knows no rule."""
