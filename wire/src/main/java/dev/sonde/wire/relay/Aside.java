package dev.sonde.wire.relay;

import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.PayloadReader;
import java.util.Optional;

/// What a sender says of itself beside a batch: no part of it, as a batch stays the same at every
/// attempt and this does not.
///
/// @param waiting samples that wait behind the batch
/// @param lost samples that were dropped before they could be sent, since there is the destination
/// @param before the batch that was accepted last; empty when another one may have been since
public record Aside(long waiting, long lost, Optional<Before> before) {
  /// The header that says it of a batch over HTTP, as [#toString] writes it.
  public static final String HEADER = "X-Sonde-Aside";

  /// Nothing to say.
  public static final Aside NONE = new Aside(0, 0, Optional.empty());

  private static final int LONGEST = 200;
  private static final int HEX = 16;

  /// A batch that was accepted.
  ///
  /// @param to the number after its last sample, above 0
  /// @param sum the checksum at its end, as it was sent
  public record Before(long to, int sum) {
    public Before {
      if (to <= 0) {
        throw new IllegalArgumentException("a batch can't end at " + to);
      }
    }

    private static Before parse(String text) {
      int dash = text.indexOf('-');
      return new Before(
          Long.parseLong(text, 0, Math.max(0, dash), 10),
          Integer.parseUnsignedInt(text, dash + 1, text.length(), HEX));
    }

    @Override
    public String toString() {
      return to + "-" + Integer.toHexString(sum);
    }
  }

  public Aside {
    if (waiting < 0 || lost < 0) {
      throw new IllegalArgumentException("counts below 0");
    }
  }

  /// Reads what [#toString] wrote, and passes over what it does not know; empty when it makes no
  /// sense.
  public static Optional<Aside> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      Aside read = NONE;
      for (String each : text.split(" ", -1)) {
        int at = each.indexOf('=');
        read = read.with(each.substring(0, Math.max(0, at)), each.substring(at + 1));
      }
      return Optional.of(read);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Aside with(String name, String value) {
    return switch (name) {
      case "waiting" -> new Aside(Long.parseLong(value), lost, before);
      case "lost" -> new Aside(waiting, Long.parseLong(value), before);
      case "before" -> new Aside(waiting, lost, Optional.of(Before.parse(value)));
      default -> this;
    };
  }

  /// `waiting=120 lost=0 before=4096-1a2b3c4d`.
  @Override
  public String toString() {
    return "waiting="
        + waiting
        + " lost="
        + lost
        + before.map(each -> " before=" + each).orElse("");
  }

  void write(Payload to) {
    to.putVarint(waiting);
    to.putVarint(lost);
    to.putVarint(before.map(Before::to).orElse(0L));
    before.ifPresent(each -> to.putLow(each.sum(), Integer.BYTES));
  }

  static Aside read(PayloadReader in) throws DamagedException {
    long waiting = in.readVarint();
    long lost = in.readVarint();
    long to = in.readVarint();
    if (waiting < 0 || lost < 0 || to < 0) {
      throw new DamagedException("a sender's impossible numbers");
    }
    Optional<Before> before =
        to == 0 ? Optional.empty() : Optional.of(new Before(to, (int) in.readLow(Integer.BYTES)));
    return new Aside(waiting, lost, before);
  }
}
