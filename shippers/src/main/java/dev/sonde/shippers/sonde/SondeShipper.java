package dev.sonde.shippers.sonde;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Header;
import dev.sonde.http.Reply;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.http.HttpDestination;
import dev.sonde.wire.compress.Compression;
import dev.sonde.wire.compress.Compressor;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.relay.Aside;
import dev.sonde.wire.relay.RelayEncoder;
import dev.sonde.wire.relay.RelayForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// # Implementation notes
///
/// A hub recognises a batch by its id, so one that got no answer is sent again as it is. Of a batch
/// of which the hub has a part (its bounds changed with the configuration, while it was on its way)
/// it takes nothing: that is no answer either, the courier asks how far the hub is, and cuts.
///
/// A batch is encoded into columns alone; what goes over the wire is made of them when it is sent,
/// as it depends on what the hub knows by then.
final class SondeShipper implements Shipper {
  private static final int CONFLICT = 409;

  /// What is not about a message's form.
  private static final Set<Integer> LATER = Set.of(408, CONFLICT, 429);

  private final HttpDestination destination;
  private final RelayEncoder encoder = new RelayEncoder();
  private final Compressor compressor;
  private final List<Header> said;
  private final Trail trail = new Trail();
  private final Lines lines;
  private final boolean asks;
  private long waiting;
  private long dropped;

  SondeShipper(SondeShipperConfig config, TlsContexts tls, Surroundings surroundings, Time time) {
    compressor =
        switch (config.compression()) {
          case ZSTD -> Compression.ZSTD.compressor();
          case GZIP -> Compression.GZIP.compressor();
        };
    List<Header> greeting = greeting(surroundings.host());
    said = new ArrayList<>(greeting);
    said.add(new Header("Content-Encoding", compressor.encoding()));
    asks = config.hubs() == SondeShipperConfig.Hubs.ONE;
    destination = new HttpDestination(config.http(), tls, surroundings, time);
    lines =
        new Lines(
            destination,
            config.webSocket(),
            greeting,
            new Packer(compressor),
            config.http().timeout(),
            time);
  }

  /// A header takes less than a name may hold.
  private static List<Header> greeting(String host) {
    String sayable = host.replaceAll("[^ -~]", "?");
    return host.isEmpty() ? List.of() : List.of(new Header("X-Sonde-Host", sayable));
  }

  @Override
  public Encoded encode(Shipment shipment) {
    return encoder.encode(shipment);
  }

  @Override
  public void stands(long behind, long lost) {
    waiting = behind;
    dropped = lost;
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    if (!encoded.body().hasRemaining()) {
      return Outcome.ACCEPTED;
    }
    BatchId id = encoded.id();
    var aside = new Aside(waiting, dropped, asks ? trail.before(id) : Optional.empty());
    Optional<Reply> reply = lines.ask(encoder, aside).filter(each -> !isRefusal(each));
    reply.ifPresent(each -> trail.answered(id, each, lines.sum()));
    Outcome outcome = reply.isPresent() ? outcome(reply.get()) : post(id, aside);
    if (outcome instanceof Outcome.Held(var why) && why.startsWith("HTTP " + CONFLICT)) {
      throw new IOException(why);
    }
    return outcome;
  }

  @Override
  public OptionalLong progress(UUID instance, long epoch) throws IOException, InterruptedException {
    if (!asks) {
      return OptionalLong.empty();
    }
    Reply reply =
        destination.ask(
            "instance="
                + instance
                + "&epoch="
                + Long.toHexString(epoch)
                + "&reached="
                + trail.reached(instance, epoch));
    if (!reply.succeeded()) {
      throw new IOException(destination.words(reply));
    }
    try {
      long upTo = UpTo.read(reply.body());
      trail.reached(instance, epoch, upTo);
      return OptionalLong.of(upTo);
    } catch (JsonException e) {
      throw new IOException("this is no Sonde: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean answers() throws InterruptedException {
    return destination.answers();
  }

  @Override
  public Examination examine() throws InterruptedException {
    return destination.examine();
  }

  @Override
  public void close() {
    lines.close();
    destination.close();
    compressor.close();
  }

  /// Of a message that makes no sense to the hub, HTTP says whether its batch does.
  private static boolean isRefusal(Reply reply) {
    return reply.status() >= 400 && reply.status() < 500 && !LATER.contains(reply.status());
  }

  private Outcome post(BatchId id, Aside aside) throws IOException, InterruptedException {
    ByteBuffer packed = compressor.compress(encoder.body());
    var headers = new ArrayList<>(said);
    headers.add(new Header(Aside.HEADER, aside.toString()));
    return destination.post(
        packed,
        id.toString(),
        RelayForm.MEDIA_TYPE,
        headers,
        reply -> {
          trail.answered(id, reply, encoder.sum());
          return outcome(reply);
        });
  }

  private Outcome outcome(Reply reply) {
    return destination.outcome(reply);
  }
}
