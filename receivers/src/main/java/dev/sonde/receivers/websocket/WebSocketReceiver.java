package dev.sonde.receivers.websocket;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Upgrade;
import dev.sonde.http.UpgradeTerms;
import dev.sonde.http.websocket.WebSocketLimits;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Guest;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.RefusedException;
import dev.sonde.receivers.json.JsonBodies;
import dev.sonde.receivers.json.Sender;
import dev.sonde.receivers.sonde.Holder;
import dev.sonde.receivers.sonde.Line;
import java.util.List;

/// Takes metrics over web sockets: JSON in text messages, as over HTTP, and batches of other Sondes
/// in binary ones.
///
/// Each message is answered by one text, in order, once the journal has it: what HTTP would answer,
/// and its status as `code`. Nothing more is read until then, which holds the sender back.
public final class WebSocketReceiver implements Receiver {
  /// Where connections are opened.
  public static final String PATH = "/ws/metrics";

  /// The longest message: many may be half here at once.
  static final int LONGEST = 1 << 20;

  private static final UpgradeTerms TERMS =
      UpgradeTerms.USUAL.within(WebSocketLimits.DEFAULT.withMessage(LONGEST));

  private final Desk desk;
  private final JsonBodies json;
  private final Holder holder;

  /// @param holder knows how far each sender's samples have come
  public WebSocketReceiver(Desk desk, JsonBodies json, Holder holder) {
    this.desk = desk;
    this.json = json;
    this.holder = holder;
  }

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public List<Entrance> entrances() {
    return List.of(new Entrance("GET", PATH, this::open));
  }

  private Response open(Request request, Caller caller) {
    try {
      Guest guest = Guest.of(request, caller, Sender.labels(request, caller));
      Guest sonde = Guest.of(request, caller, Labels.NONE);
      return Upgrade.accept(
          request,
          TERMS,
          socket ->
              new Dialogue(
                      caller,
                      text -> desk.take(text, 0, "", guest, json::document),
                      new Line(desk, sonde, holder)::take)
                  .hold(socket));
    } catch (RefusedException refused) {
      return Response.error(refused.status(), refused.why());
    }
  }
}
