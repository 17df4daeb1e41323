package dev.sonde.testkit;

import dev.sonde.api.Appended;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Note;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.PushAccount;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Keeps what a receiver or a reader of bytes records, so that a test can look at it. Insists on
/// what pushes demand: keys without a flaw, slots of its own, nothing after the end. For one
/// thread.
public final class RecordedPush implements Push {
  private record Key(String name, Labels labels) {}

  private record Kept(Key key) implements Slot {}

  /// One sample that was taken.
  ///
  /// @param name of its series
  /// @param labels of its series
  /// @param value of the sample
  /// @param timeMillis milliseconds since 1970, UTC
  /// @param extras what was attached to it, in this order; grows while it is the last
  public record Taken(
      String name, Labels labels, double value, long timeMillis, List<Extra> extras) {
    /// The series, as an exposition shows it.
    public String series() {
      return name + labels;
    }

    /// `name{labels} value @time`, and the bits of a value that is no number.
    @Override
    public String toString() {
      String shown =
          Double.isNaN(value)
              ? Long.toHexString(Double.doubleToRawLongBits(value))
              : Double.toString(value);
      return series() + " " + shown + " @" + timeMillis + (extras.isEmpty() ? "" : " " + extras);
    }
  }

  private final long time;
  private final Predicate<String> wanted;
  private final Appended answer;
  private final Map<Key, Kept> slots = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final Map<String, Family> families = new HashMap<>();
  private final SortedMap<String, Integer> refused = new TreeMap<>();
  private Optional<Origin> committed = Optional.empty();
  private long unwanted;
  private boolean lastTaken;
  private boolean open = true;

  /// One that takes everything.
  ///
  /// @param timeMillis the machine's time
  public RecordedPush(long timeMillis) {
    this(timeMillis, _ -> true);
  }

  /// One that keeps some series out.
  ///
  /// @param timeMillis the machine's time
  /// @param wanted is a series of this name taken?
  public RecordedPush(long timeMillis, Predicate<String> wanted) {
    this(timeMillis, wanted, Appended.ACCEPTED);
  }

  private RecordedPush(long timeMillis, Predicate<String> wanted, Appended answer) {
    this.time = timeMillis;
    this.wanted = wanted;
    this.answer = answer;
  }

  /// One that the journal does not take.
  ///
  /// @param timeMillis the machine's time
  public static RecordedPush refused(long timeMillis, Appended.Refused answer) {
    return new RecordedPush(timeMillis, _ -> true, answer);
  }

  /// What was taken, in order.
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /// What was taken, in order, as text.
  public List<String> lines() {
    return taken.stream().map(Taken::toString).toList();
  }

  /// What is known of names, by name.
  public Map<String, Family> families() {
    return Map.copyOf(families);
  }

  /// How many samples were refused, by reason.
  public SortedMap<String, Integer> refused() {
    return new TreeMap<>(refused);
  }

  /// What was noted, in order.
  public List<Note> notes() {
    return List.copyOf(notes);
  }

  /// How many series were asked for.
  public int series() {
    return slots.size();
  }

  /// With what it was committed; empty when it was not.
  public Optional<Origin> committed() {
    return committed;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public Slot slot(SeriesKey key, Function<String, Family> about) {
    insistOnOpen();
    String flaw = key.flaw();
    if (!flaw.isEmpty()) {
      throw new IllegalArgumentException(flaw);
    }
    return slots.computeIfAbsent(
        new Key(key.name(), key.labels()),
        made -> {
          families.put(made.name(), about.apply(made.name()));
          return new Kept(made);
        });
  }

  @Override
  public Slot again(Slot earlier) {
    if (!(earlier instanceof Kept kept)) {
      throw new IllegalArgumentException("this slot belongs to another push");
    }
    return slots.computeIfAbsent(kept.key(), Kept::new);
  }

  @Override
  public void describe(Family family) {
    insistOnOpen();
    families.put(family.name(), family);
  }

  @Override
  public boolean record(Slot slot, double value, long timeMillis) {
    insistOnOpen();
    Key key = ((Kept) slot).key();
    Slot own = slots.get(key);
    if (!slot.equals(own)) {
      throw new IllegalArgumentException("a slot of somebody else");
    }
    lastTaken = wanted.test(key.name());
    unwanted += lastTaken ? 0 : 1;
    if (lastTaken) {
      taken.add(new Taken(key.name(), key.labels(), value, timeMillis, new ArrayList<>()));
    }
    return lastTaken;
  }

  @Override
  public void attach(Extra extra) {
    insistOnOpen();
    if (lastTaken) {
      taken.getLast().extras().add(extra);
    }
  }

  @Override
  public void note(Note note) {
    insistOnOpen();
    notes.add(note);
  }

  @Override
  public void refuse(String reason, int samples) {
    insistOnOpen();
    if (samples <= 0) {
      throw new IllegalArgumentException(samples + " samples can't be refused");
    }
    refused.merge(reason, samples, Integer::sum);
  }

  @Override
  public int size() {
    return taken.size();
  }

  @Override
  public Appended commit(Origin origin) {
    insistOnOpen();
    open = false;
    committed = answer instanceof Appended.Refused ? Optional.empty() : Optional.of(origin);
    return answer;
  }

  @Override
  public PushAccount account() {
    int size = committed.isPresent() ? taken.size() : 0;
    long out = unwanted + refused.values().stream().mapToInt(Integer::intValue).sum();
    var reasons = new TreeMap<String, Long>();
    refused.forEach((reason, samples) -> reasons.put(reason, samples.longValue()));
    if (unwanted > 0) {
      reasons.put("unwanted", unwanted);
    }
    return new PushAccount(
        size,
        0,
        0,
        out + taken.size() - size,
        reasons,
        taken.stream().mapToLong(Taken::timeMillis).max());
  }

  @Override
  public void close() {
    open = false;
  }

  private void insistOnOpen() {
    if (!open) {
      throw new IllegalStateException("the push is over");
    }
  }
}
