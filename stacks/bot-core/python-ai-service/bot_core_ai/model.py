"""The model: two moving averages, and the advice that their difference gives."""

from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True)
class Advice:
    action: str
    confidence: float
    momentum: float


def advise(prices: list[float], fast: int, slow: int, threshold: float) -> Advice:
    """Advice from the latest prices, oldest first. Needs at least `slow` of them, all above zero."""
    if len(prices) < slow:
        raise ValueError(f"{slow} prices are needed, {len(prices)} were given")
    if any(price <= 0 for price in prices):
        raise ValueError("prices must be above zero")
    momentum = fmean(prices[-fast:]) / fmean(prices[-slow:]) - 1
    if abs(momentum) < threshold:
        return Advice("hold", round(1 - abs(momentum) / threshold, 4), round(momentum, 6))
    confidence = min(1.0, abs(momentum) / (10 * threshold))
    return Advice("buy" if momentum > 0 else "sell", round(confidence, 4), round(momentum, 6))
