package dev.sonde.wire.json;

/// What may stand between operators and as an argument in a filter.
sealed interface Term permits Query, Operand, Condition.Fits {}
