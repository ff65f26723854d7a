/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.parsing.Sender;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class GatekeeperTest {

  private static final int ITEMS_PER_SECOND = 10;
  private static final Access KEY =
      new Access("key/1", Source.ofKey("1", "web"), new Sender("acme", null, null, null));

  /** No request is authenticated here. */
  private final Gatekeeper gatekeeper = new Gatekeeper(null, null, ITEMS_PER_SECOND);

  /** A sender cannot divide a request: with 429 for ever its items would be lost. */
  @Test
  void admitsARequestLargerThanTheBudgetAndMakesFurtherOnesWait() {
    assertThatCode(() -> spendItems(10_000)).doesNotThrowAnyException();

    for (int items : new int[] {1, 10_000}) {
      assertThatThrownBy(() -> spendItems(items))
          .isInstanceOfSatisfying(
              IntakeException.class,
              failure -> {
                assertThat(failure.status()).isEqualTo(429);
                // 9,980 items of debt at 10 a second, less the time of a slow machine.
                assertThat(failure.retryAfterSeconds()).isBetween(900L, 1_001L);
              });
    }
  }

  @Test
  void givesBackItemsThatAreSentAgain() throws Exception {
    IntakeException away = IntakeException.createUnavailable("Kafka is away");
    IntakeException tooLarge = IntakeException.createError(413, "too large");
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> spendItemsAndFail(away)).isSameAs(away);
    }
    assertThatThrownBy(() -> spendItemsAndFail(tooLarge)).isSameAs(tooLarge);
    assertThatThrownBy(() -> spendItems(1)).isInstanceOf(IntakeException.class);
  }

  private void spendItems(int items) throws IOException {
    gatekeeper.admitRequest(
        KEY,
        spending -> {
          spending.spendItems(items);
          return items;
        });
  }

  private void spendItemsAndFail(IntakeException failure) throws IOException {
    gatekeeper.admitRequest(
        KEY,
        spending -> {
          spending.spendItems(5_000);
          spending.addDebt(5_000);
          throw failure;
        });
  }
}
