package dev.sonde.delivery;

import dev.sonde.api.Processor;
import dev.sonde.api.Shipper;
import dev.sonde.api.Verdict;
import dev.sonde.journal.StartAt;
import java.util.function.Supplier;

/// What a courier is to do for one destination.
///
/// @param name unique among destinations; the same name goes on where it was
/// @param shipperConfig compared with `equals` to see what a reload changed
/// @param config how it fills batches and waits
/// @param startAt where it begins when the journal has not seen it before
/// @param required does it hold up `when_full: refuse`?
/// @param make makes the shipper; called once for each new configuration, again when it throws
/// @param selection what this destination gets, [#EVERYTHING] to leave nothing out
/// @param selectionHash tells one selection from another
public record CourierPlan(
    String name,
    Object shipperConfig,
    CourierConfig config,
    StartAt startAt,
    boolean required,
    Supplier<? extends Shipper> make,
    Processor selection,
    long selectionHash) {
  /// Leaves every series as it is.
  public static final Processor EVERYTHING = (_, _) -> Verdict.KEEP;

  boolean sameAs(CourierPlan other) {
    return name.equals(other.name)
        && shipperConfig.equals(other.shipperConfig)
        && config.equals(other.config)
        && samePlace(other)
        && selectionHash == other.selectionHash;
  }

  boolean samePlace(CourierPlan other) {
    return required == other.required && startAt == other.startAt;
  }
}
