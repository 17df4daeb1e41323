package dev.sonde.collectors.lichess;

/// Lines in the shape that Lichess sends.
final class Lines {
  static final String START = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR";
  static final String LATER = "3r1rk1/pp2p1b1/4P2p/3Nq1p1/5p2/5Q2/PP4K1/3R3R w - - 0 32";

  private Lines() {}

  /// A channel's new game.
  static String featured(String id) {
    return """
    {"t":"featured","d":{"id":"%s","orientation":"white","players":[\
    {"color":"white","user":{"name":"TheMarsisback2015","id":"themarsisback2015"},"rating":3180,"seconds":30},\
    {"color":"black","user":{"name":"Kurse-Aura1","title":"GM","flair":"smileys.x","id":"kurse-aura1"},\
    "rating":2969,"seconds":30}],"fen":"%s"}}\
    """
        .formatted(id, START);
  }

  /// A channel's next move.
  static String moved(int white, int black) {
    return "{\"t\":\"fen\",\"d\":{\"fen\":\"%s\",\"lm\":\"e4e5\",\"wc\":%d,\"bc\":%d}}"
        .formatted(LATER, white, black);
  }

  /// The first line of a game's own feed, and with another status the last one.
  static String described(String id, int turns, String status) {
    return """
    {"id":"%s","variant":{"key":"standard","name":"Standard","short":"Std"},"speed":"blitz",\
    "perf":"blitz","rated":true,"initialFen":"%s w KQkq - 0 1","fen":"%s w KQkq - 0 4",\
    "player":"white","turns":%d,"startedAtTurn":0,"source":"pool","status":%s,\
    "createdAt":1620029815106,"lastMove":"c7c5","players":{"white":{"user":\
    {"name":"Thibault","title":"LM","id":"thibault"},"rating":1820},"black":{"user":\
    {"name":"maia1","title":"BOT","id":"maia1"},"rating":1515}}}\
    """
        .formatted(id, START, START, turns, status);
  }

  /// A move in a game's own feed.
  static String bare(int place) {
    return place == 0
        ? "{\"fen\":\"" + START + " w\",\"wc\":180,\"bc\":180}"
        : "{\"fen\":\"%s %s\",\"lm\":\"e2e3\",\"wc\":%d,\"bc\":180}"
            .formatted(START, place % 2 == 0 ? "w" : "b", 180 - place);
  }

  /// An answer that describes a game.
  static String exported(String status, String winner) {
    return """
    {"id":"3hkEI6VI","rated":true,"variant":"standard","speed":"bullet","status":"%s","players":\
    {"white":{"user":{"name":"a","id":"a"},"rating":3180}},"winner":"%s"}\
    """
        .formatted(status, winner);
  }

  /// How users are.
  static String presence(String id, String game) {
    return "[{\"name\":\"%s\",\"id\":\"%s\",\"online\":true,\"playing\":true,\"playingId\":\"%s\"}]"
        .formatted(id, id, game);
  }
}
