package dev.sonde.receivers;

import dev.sonde.api.Appended;
import dev.sonde.api.Origin;
import dev.sonde.http.Response;
import dev.sonde.receivers.agents.Brought;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a body has come to, recorded and not yet taken.
///
/// @param origin whose samples these are
/// @param brought the batch, when it is another Sonde's
/// @param answer what its sender gets, when the journal has said what becomes of it
public record Reading(
    Origin origin, Optional<Brought> brought, Function<Appended, Response> answer) {
  /// One of whom nothing more is known.
  public Reading(Origin origin, Function<Appended, Response> answer) {
    this(origin, Optional.empty(), answer);
  }

  /// One whose sender does not say who it is.
  ///
  /// @param taken what its sender gets once it is safe
  public static Reading of(Supplier<Response> taken) {
    return new Reading(
        Origin.UNNAMED,
        appended ->
            switch (appended) {
              case Appended.Accepted _, Appended.Repeated _ -> taken.get();
              case Appended.Refused refused -> Answers.refused(refused);
            });
  }
}
