package dev.sonde.receivers.sonde;

import dev.sonde.api.BatchId;
import dev.sonde.api.Caller;
import dev.sonde.api.Push;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Body;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Reading;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.agents.Agents;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.relay.Aside;
import dev.sonde.wire.relay.RelayDecoder;
import dev.sonde.wire.relay.RelayForm;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes batches of other Sondes.
///
/// # Protocol
///
/// `POST` brings one batch, as [RelayForm] says. It is answered with 200 when the journal has it,
/// also when it had it before; with 409 when it has a part of it: then its sender asks how far it
/// is, and cuts. `GET` with `instance` and `epoch` tells how far that is; `reached` says how far
/// the hub said so earlier. [Aside] is said in a header.
public final class SondeReceiver implements Receiver {
  /// Where batches are brought.
  public static final String PATH = "/api/v1/batches";

  private static final int HEX = 16;

  private final Desk desk;
  private final Agents agents;
  private final BatchAnswers answers;
  private final ConcurrentLinkedQueue<RelayDecoder> decoders = new ConcurrentLinkedQueue<>();

  /// @param desk where bodies are handed in
  /// @param holder knows how far each sender's samples have come
  /// @param agents hear of those who ask
  public SondeReceiver(Desk desk, Holder holder, Agents agents) {
    this.desk = desk;
    this.agents = agents;
    this.answers = new BatchAnswers(holder);
  }

  @Override
  public String name() {
    return "sonde";
  }

  @Override
  public List<Entrance> entrances() {
    return List.of(
        new Entrance("POST", PATH, this::batch), new Entrance("GET", PATH, this::progress));
  }

  private Response batch(Request request, Caller caller) throws IOException {
    if (!request.header("Content-Type").map(RelayForm.MEDIA_TYPE::equals).orElse(false)) {
      return Response.error(415, "batches come as " + RelayForm.MEDIA_TYPE);
    }
    Aside aside = request.header(Aside.HEADER).flatMap(Aside::parse).orElse(Aside.NONE);
    return desk.take(request, caller, (body, push) -> read(body, push, aside));
  }

  private Reading read(Body body, Push push, Aside aside) throws BodyException {
    RelayDecoder known = decoders.poll();
    RelayDecoder decoder = known == null ? new RelayDecoder() : known;
    try {
      BatchId id = decoder.read(body.bytes(), body.length(), push);
      return answers.reading(id, push.size(), aside, decoder.sum());
    } catch (DamagedException damaged) {
      throw new BodyException("this is no batch: " + damaged.getMessage());
    } finally {
      decoders.offer(decoder);
    }
  }

  private Response progress(Request request, Caller caller) {
    try {
      UUID instance = UUID.fromString(request.parameter("instance").orElse(""));
      long epoch = Long.parseUnsignedLong(request.parameter("epoch").orElse(""), HEX);
      long reached = Long.parseLong(request.parameter("reached").orElse("0"));
      agents.asked(caller, instance, answers.held(instance, epoch), reached);
      return answers.progress(instance, epoch);
    } catch (IllegalArgumentException _) {
      return Response.error(400, "ask with instance=UUID and epoch=HEX of the sender");
    }
  }
}
