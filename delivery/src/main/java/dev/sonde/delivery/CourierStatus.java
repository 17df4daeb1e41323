package dev.sonde.delivery;

import dev.sonde.journal.Standing;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// How a courier is doing. Counters count since the program started and survive a reload.
///
/// @param name the destination's
/// @param required does it hold up `when_full: refuse`?
/// @param circuit does the destination take what it is given?
/// @param standing where it stands; empty while its place in the journal can't be opened
/// @param batches batches delivered
/// @param samples samples delivered
/// @param attempts how often a batch was sent, each try counted
/// @param failures attempts that ended in nothing
/// @param consecutiveFailures failures, and batches set aside, since something last went well
/// @param lastError what went wrong last, empty when nothing has
/// @param lastErrorMillis when, milliseconds since 1970, 0 when nothing has
/// @param untilNext how long until it tries again, zero when it is not waiting after a failure
/// @param samplesInFlight samples of the batch in hand
/// @param oldestMillis the time of the oldest sample in hand, milliseconds since 1970
/// @param deadLetters batches set aside for people
/// @param deadLetterSamples samples in them
public record CourierStatus(
    String name,
    boolean required,
    Circuit circuit,
    Optional<Standing> standing,
    long batches,
    long samples,
    long attempts,
    long failures,
    int consecutiveFailures,
    String lastError,
    long lastErrorMillis,
    Duration untilNext,
    long samplesInFlight,
    OptionalLong oldestMillis,
    int deadLetters,
    long deadLetterSamples) {}
