package dev.sonde.collectors.lichess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PiecesTest {
  @Test
  void boards_areCounted_howeverMuchStandsBehindThem() {
    check(Lines.START, 16, 16);
    check(Lines.START + " w KQkq - 0 1", 16, 16);
    check(Lines.LATER, 8, 11);
    check("8/k7/2K5/1P6/8/8/8/8 w - - 1 80", 2, 1);
    check("k7/8/8/8/8/8/8/8", 0, 1);
  }

  @Test
  void piecesInHand_andMarksOfPromotion_doNotCount() {
    check("r3k2r/ppp2ppp/2n~5/8/8/8/PPP2PPP/R3K2R[QNqn] b KQkq - 0 12", 9, 10);
    check("r3k2r/ppp2ppp/8/8/8/8/PPP2PPP/R3K2R/QNqn b KQkq - 0 12", 9, 9);
  }

  @Test
  void hordes_areBoards() {
    check("rnbqkbnr/pppppppp/8/1PP2PP1/PPPPPPPP/PPPPPPPP/PPPPPPPP/PPPPPPPP w kq - 0 1", 36, 16);
  }

  @Test
  void whatIsNoBoard_isNotCounted() {
    for (String each :
        new String[] {
          "",
          "-",
          "8/8/8/8/8/8/8/8",
          "rnbqkbnr",
          "k7/8/8/8/8/8/8",
          "k7/8/8/8/8/8/8/9",
          "k7/8/8/8/8/8/8/<",
          "p".repeat(65) + "/8/8/8/8/8/8/8"
        }) {
      assertThat(Pieces.of(each)).as(each).isEmpty();
    }
  }

  private static void check(String fen, int white, int black) {
    assertThat(Pieces.of(fen)).isEqualTo(Optional.of(new Pieces(white, black)));
  }
}
