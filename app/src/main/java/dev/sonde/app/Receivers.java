package dev.sonde.app;

import dev.sonde.api.Reception;
import dev.sonde.engine.Engine;
import dev.sonde.receivers.Bodies;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.agents.Agents;
import dev.sonde.receivers.influx.InfluxReceiver;
import dev.sonde.receivers.json.JsonBodies;
import dev.sonde.receivers.json.JsonReceiver;
import dev.sonde.receivers.otlp.OtlpReceiver;
import dev.sonde.receivers.pushgateway.PushgatewayReceiver;
import dev.sonde.receivers.remotewrite.RemoteWriteReceiver;
import dev.sonde.receivers.socketio.SocketIoReceiver;
import dev.sonde.receivers.sonde.SondeReceiver;
import dev.sonde.receivers.websocket.WebSocketReceiver;
import java.util.List;
import java.util.function.Supplier;

/// Everything that takes pushes. Costs next to nothing while nobody pushes.
final class Receivers {
  private Receivers() {}

  /// @param limits those in force, asked for with each push
  /// @param agents hear of everybody
  static List<Receiver> of(
      Engine engine, Dispatch journal, Supplier<BodyLimits> limits, Agents agents) {
    var desks = new Desks(engine, new Bodies(limits), agents);
    var json = new JsonBodies();
    return List.of(
        new SondeReceiver(desks.of("sonde"), journal::holds, agents),
        new RemoteWriteReceiver(desks.of("remote_write")),
        new OtlpReceiver(desks.of("otlp"), journal),
        new JsonReceiver(desks.of("json"), json),
        new WebSocketReceiver(desks.of("websocket"), json, journal::holds),
        new SocketIoReceiver(desks.of("socketio"), json),
        new InfluxReceiver(desks.of("influx")),
        new PushgatewayReceiver(desks.of("pushgateway"), into(engine, "pushgateway")));
  }

  private record Desks(Engine engine, Bodies bodies, Agents agents) {
    Desk of(String receiver) {
      return new Desk(into(engine, receiver), bodies, visit -> agents.visited(receiver, visit));
    }
  }

  /// The engine learns of a receiver with its first push.
  private static Reception into(Engine engine, String receiver) {
    return (caller, more) -> engine.reception(receiver).begin(caller, more);
  }
}
