package dev.sonde.journal;

import dev.sonde.api.Family;
import dev.sonde.api.Shipment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a stretch of the journal held, besides the rows themselves.
///
/// @param missing samples of the stretch that are not there any more, by reason
/// @param origins rows that other Sondes pushed
/// @param families what was known about a name when it was written
public record Contents(
    Map<String, Long> missing,
    List<Shipment.Stretch> origins,
    Function<String, @Nullable Family> families) {
  public Contents {
    missing = Map.copyOf(missing);
    origins = List.copyOf(origins);
  }
}
