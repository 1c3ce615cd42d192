"""Settings every test shares: generated examples are the same on every machine, and Qt draws off screen."""

import os

from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Examples are derandomised so that a red run is red again; `KANWU_EXAMPLES` widens the search by hand.
settings.register_profile(
    "kanwu",
    max_examples=int(os.environ.get("KANWU_EXAMPLES", "100")),
    deadline=None,
    derandomize="KANWU_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("kanwu")
