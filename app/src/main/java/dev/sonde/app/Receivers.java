package dev.sonde.app;

import dev.sonde.api.Reception;
import dev.sonde.engine.Engine;
import dev.sonde.receivers.Bodies;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Receiver;
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
  static List<Receiver> of(Engine engine, Dispatch journal, Supplier<BodyLimits> limits) {
    var bodies = new Bodies(limits);
    var json = new JsonBodies();
    return List.of(
        new SondeReceiver(desk(engine, "sonde", bodies), journal::holds),
        new RemoteWriteReceiver(desk(engine, "remote_write", bodies)),
        new OtlpReceiver(desk(engine, "otlp", bodies)),
        new JsonReceiver(desk(engine, "json", bodies), json),
        new WebSocketReceiver(desk(engine, "websocket", bodies), json, journal::holds),
        new SocketIoReceiver(desk(engine, "socketio", bodies), json),
        new InfluxReceiver(desk(engine, "influx", bodies)),
        new PushgatewayReceiver(desk(engine, "pushgateway", bodies), into(engine, "pushgateway")));
  }

  private static Desk desk(Engine engine, String receiver, Bodies bodies) {
    return new Desk(into(engine, receiver), bodies);
  }

  /// The engine learns of a receiver with its first push.
  private static Reception into(Engine engine, String receiver) {
    return (caller, more) -> engine.reception(receiver).begin(caller, more);
  }
}
