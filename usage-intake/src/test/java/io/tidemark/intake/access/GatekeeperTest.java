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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class GatekeeperTest {

  private static final int ITEMS_PER_SECOND = 10;
  private static final Sender SENDER = new Sender("acme", null, null, null);
  private static final Access KEY = new Access("key/1", Source.ofKey("1", "web"), SENDER);
  private static final Access TOKEN = new Access("token/acme/ci", Source.ofToken("ci"), SENDER);

  private final Map<String, IngestKey> keys =
      new HashMap<>(Map.of("1", new IngestKey("1", KEY.source(), SENDER)));

  /** No request is authenticated here. */
  private final Gatekeeper gatekeeper =
      new Gatekeeper(
          new IngestKeys() {
            @Override
            public Optional<IngestKey> findKey(String sha256) {
              return Optional.ofNullable(keys.get(sha256));
            }

            @Override
            public boolean isLoaded() {
              return true;
            }
          },
          null,
          ITEMS_PER_SECOND);

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

  /** A body may be on its way for as long as keys take to be revoked. */
  @Test
  void refusesItemsOfAKeyThatWasRevokedMeanwhile() throws Exception {
    assertThatCode(() -> spendItems(1)).doesNotThrowAnyException();
    keys.clear();

    assertThatThrownBy(() -> spendItems(1))
        .isInstanceOfSatisfying(
            IntakeException.class, failure -> assertThat(failure.status()).isEqualTo(401));
    assertThatCode(() -> spendItems(TOKEN, 1)).doesNotThrowAnyException();
  }

  private void spendItems(int items) throws IOException {
    spendItems(KEY, items);
  }

  private void spendItems(Access access, int items) throws IOException {
    gatekeeper.admitRequest(
        access,
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
