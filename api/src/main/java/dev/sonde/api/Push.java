package dev.sonde.api;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What one request or one message brings: taken as a whole, or not at all. For one thread.
///
/// Record what it holds, then [#commit]; [#close] in any case. What is recorded belongs to nobody
/// before `commit` has said [Appended.Accepted], and one that is closed without it leaves nothing
/// behind but its counts.
public interface Push extends AutoCloseable {
  /// The machine's time, milliseconds since 1970, UTC: for samples that come without one.
  long time();

  /// The slot for a series, good for this push.
  ///
  /// @param about asked for what is known about a name, with that name, when the series is new:
  ///   once and not with each push
  Slot slot(SeriesKey key, Function<String, Family> about);

  /// The slot for a series for which an earlier push of the same caller to the same reception had
  /// this one: for connections that name a series once.
  Slot again(Slot earlier);

  /// The slot of the series that followed the one asked for last when the same caller pushed
  /// before, if it was [#remember]ed with this mark: for forms that say a series with the same
  /// bytes each time. It costs neither a key nor a look-up.
  ///
  /// @return null when that series is another one, or none is known
  default @Nullable Slot recall(long mark) {
    return null;
  }

  /// Keeps in mind that this series follows the one asked for last.
  ///
  /// @param slot from [#slot], for the series asked for just now
  /// @param mark 64 bits that stand for how it was said, by a secret seed
  default void remember(Slot slot, long mark) {}

  /// Says what is known about a name.
  void describe(Family family);

  /// Records a sample.
  ///
  /// @param timeMillis milliseconds since 1970, UTC
  /// @return is it taken? Not when a limit or a processor keeps its series out, nor when its time
  ///   lies before 1970 or more than ten minutes ahead: it is counted
  boolean record(Slot slot, double value, long timeMillis);

  /// Adds something to the sample that was recorded last; without effect when that was not taken.
  void attach(Extra extra);

  /// Notes something, for [Notes] to find once this push is accepted. Whoever keeps no notes does
  /// nothing.
  default void note(Note note) {}

  /// Counts samples that can't be recorded at all.
  ///
  /// @param reason one or two words, from a small set: it becomes a label
  void refuse(String reason, int samples);

  /// How many samples would be taken by now.
  int size();

  /// Takes it: when this returns [Appended.Accepted] or [Appended.Repeated] it is safe. To be
  /// called once; nothing can be recorded any more.
  Appended commit(Origin origin);

  /// What has become of its samples so far: all of them once [#commit] has answered. To be asked
  /// before [#close].
  default PushAccount account() {
    return PushAccount.NOTHING;
  }

  @Override
  void close();
}
