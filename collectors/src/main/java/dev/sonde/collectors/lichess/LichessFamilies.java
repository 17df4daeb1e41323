package dev.sonde.collectors.lichess;

import dev.sonde.api.Family;
import java.util.List;

/// What is said of games, by the names of the generic metrics pipeline: `chess_game`, one of its
/// fields, and its tags as labels.
public final class LichessFamilies {
  /// `chess_game_info{channel="best",game_id="3hkEI6VI",white_player="Ana",black_player="Bo",…} 1`
  static final Family INFO =
      Family.gauge("chess_game_info", "", "1 for the game that is shown; who plays.");

  static final Family WHITE_TIME = clock("chess_game_white_time", "White");
  static final Family BLACK_TIME = clock("chess_game_black_time", "Black");
  static final Family WHITE_COUNT = count("chess_game_white_piece_count", "White");
  static final Family BLACK_COUNT = count("chess_game_black_piece_count", "Black");
  static final Family WHITE_RATING =
      Family.gauge("chess_game_white_rating", "", "White's rating when the game began.");
  static final Family BLACK_RATING =
      Family.gauge("chess_game_black_rating", "", "Black's rating when the game began.");

  /// `chess_game_position{channel="best",game_id="3hkEI6VI",fen_position="…",last_move="e2e4"} 1`
  static final Family POSITION =
      Family.gauge(
          "chess_game_position",
          "",
          "1 for the position on the board and the move that led to it; with positions: true"
              + " only.");

  /// `chess_game_result{channel="best",game_id="3hkEI6VI",winner="white",end_reason="mate"} 1`
  static final Family RESULT =
      Family.gauge("chess_game_result", "", "1, once, when a game is over: how it ended.");

  static final Family EVENTS =
      Family.counter(
          "chess_game_events_total", "", "Games that were begun, moves, and games that were left.");
  static final Family RESULTS =
      Family.counter("chess_game_results_total", "", "Games by how they ended.");
  static final Family WHITE_PIECES = pieces("white_pieces", "White");
  static final Family BLACK_PIECES = pieces("black_pieces", "Black");
  static final Family UP =
      Family.gauge("lichess_feed_up", "", "1 while Lichess tells of this channel, 0 while not.");
  static final Family CONNECTIONS =
      Family.counter(
          "lichess_feed_connections_total", "", "How often Lichess began to tell of this channel.");
  static final Family UNREADABLE =
      Family.counter(
          "lichess_feed_unreadable_lines_total", "", "Lines that could not be understood.");
  static final Family ONLINE =
      Family.gauge("lichess_user_online", "", "1 while the user is on Lichess, 0 while not.");
  static final Family PLAYING =
      Family.gauge("lichess_user_playing", "", "1 while the user plays a game, 0 while not.");

  private LichessFamilies() {}

  /// All of them.
  public static List<Family> all() {
    return List.of(
        INFO,
        WHITE_TIME,
        BLACK_TIME,
        WHITE_COUNT,
        BLACK_COUNT,
        WHITE_RATING,
        BLACK_RATING,
        POSITION,
        RESULT,
        WHITE_PIECES,
        BLACK_PIECES,
        EVENTS,
        RESULTS,
        ONLINE,
        PLAYING,
        UP,
        CONNECTIONS,
        UNREADABLE);
  }

  private static Family clock(String name, String whose) {
    return Family.gauge(name, "", whose + "'s clock, in seconds.");
  }

  private static Family count(String name, String whose) {
    return Family.gauge(name, "", whose + "'s pieces on the board, king and pawns included.");
  }

  private static Family pieces(String name, String whose) {
    return Family.gauge(name, "", whose + "'s pieces in the game that the channel shows.");
  }
}
