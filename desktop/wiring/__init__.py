"""What belongs together: here, and nowhere else, panels and actions are connected with each other and with the controller.

One file a topic, a class that `MainWindow._connect` makes with the parts it needs. Panels know none of each other.
"""
