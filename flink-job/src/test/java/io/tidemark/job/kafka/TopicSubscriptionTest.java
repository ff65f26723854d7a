/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TopicSubscriptionTest {

  @Test
  void tellsADeletedTopicFromOneThatDoesNotExistYet() {
    TopicSubscription subscription =
        new TopicSubscription(
            List.of("usage.model-calls", "usage.later"), Set.of("usage.model-calls"));

    assertThat(subscription.describeMissing("usage.model-calls"))
        .contains("usage.model-calls was deleted", "hold event time", "savepoint");
    assertThat(subscription.describeMissing("usage.later"))
        .contains("usage.later does not exist", "as soon as it does");
  }
}
