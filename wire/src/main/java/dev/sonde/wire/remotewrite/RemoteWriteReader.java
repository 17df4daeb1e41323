package dev.sonde.wire.remotewrite;

import dev.sonde.api.Push;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;

/// Reads requests of Prometheus remote write into pushes. It holds room for its work, so keep it
/// and lend it; it belongs to one thread at a time.
///
/// A time series needs a name, no label twice, none without a name, and texts that are UTF-8; one
/// that lacks this is refused with all its samples, and so is a native histogram that is unsound.
/// The rest is taken. Values keep their bits: stale markers and other NaNs arrive as they are. When
/// a series began to count is not taken over. Metadata of 1.0 is said with [Push#describe], that of
/// 2.0 when a series is new.
///
/// # Implementation notes
///
/// A request is surveyed, then read, so symbols and exemplars may stand behind the series that they
/// belong to. Nothing is made of a series but places in the request and a [dev.sonde.api.SeriesKey]
/// that is filled again: for a push that knows the series a sample makes no object. A series that
/// comes after the same one as last time, in the same bytes, is not even read ([Push#recall]).
public final class RemoteWriteReader {
  private final RequestLayout layout;
  private final WireReader wire = new WireReader();
  private final WriteTally tally = new WriteTally();
  private final MetadataOne families = new MetadataOne();
  private final LoneExemplars lone;
  private final RequestSurvey survey;
  private final SeriesReader series;

  /// @param seed of hashes, random, as what is read must not meet, and the same for all readers of
  ///   one reception
  public RemoteWriteReader(Protocol protocol, long seed, WriteLimits limits) {
    layout = RequestLayout.of(protocol);
    var symbols = new SymbolTable(limits.mostSymbols());
    LabelFields labels =
        switch (protocol) {
          case ONE -> new InlineLabels();
          case TWO -> new SymbolLabels(symbols);
        };
    var hash = new TextHash(seed);
    lone = new LoneExemplars(hash, layout, labels, limits);
    survey = new RequestSurvey(layout, limits, symbols, lone);
    series =
        new SeriesReader(protocol, limits, labels, new MetadataTwo(symbols), lone, hash, tally);
  }

  /// Reads a request and records what it holds; neither commits the push nor closes it. What the
  /// push throws goes through.
  ///
  /// @param request not compressed any more; not kept, not changed
  /// @param length how many bytes of it count
  /// @throws BodyException when it can't be read as a whole, or is too large; what was recorded
  ///   before then must not be committed
  public WriteReport read(byte[] request, int length, Push push) throws BodyException {
    tally.clear();
    series.clear();
    survey.read(request, length, wire);
    wire.begin(request, 0, length);
    while (wire.next()) {
      if (wire.field() == layout.series()) {
        int outer = wire.enter();
        series.read(wire, push);
        wire.leave(outer);
      } else if (wire.field() == layout.families()) {
        families.read(wire, push);
      } else {
        wire.skip();
      }
    }
    int left = lone.left();
    tally.refuseExemplars(left);
    if (left > 0) {
      tally.problem("an exemplar's series has no sample in this request");
    }
    return tally.report();
  }
}
