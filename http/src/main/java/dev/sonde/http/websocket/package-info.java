/// WebSocket (RFC 6455) over two streams, for both sides, without extensions. Knows no HTTP: the
/// handshake is [dev.sonde.http.Upgrade]'s and [dev.sonde.http.Client#upgrade]'s. Read [WebSocket],
/// `MessageReader` and `Outbox` first, in that order.
///
/// A server that says everything back:
///
/// ```java
/// Handler echo =
///     request ->
///         Upgrade.accept(
///             request,
///             UpgradeTerms.USUAL,
///             socket -> {
///               Message message = socket.message();
///               while (socket.next()) {
///                 socket.send(message.kind(), message.bytes(), message.from(), message.length());
///               }
///             });
/// ```
///
/// A client that asks it:
///
/// ```java
/// Call call = Call.get(Url.webSocket("wss://hub.example/ws")).by(route).within(tenSeconds);
/// switch (client.upgrade(call, UpgradeTerms.USUAL)) {
///   case UpgradeAnswer.Refused(Reply reply) -> giveUp(reply.status(), reply.header("Retry-After"));
///   case UpgradeAnswer.Open open -> {
///     try (WebSocket socket = open.socket()) {
///       socket.send("hello");
///       if (socket.next()) {
///         use(socket.message().text());
///       }
///     }
///   }
/// }
/// ```
package dev.sonde.http.websocket;
