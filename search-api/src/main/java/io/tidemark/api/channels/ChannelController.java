/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.channels.texts.MessageTexts;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;

@RestController
@RequestMapping(ChannelController.PATH)
@Tag(name = "Channels")
class ChannelController extends SettingRoutes<Channel> {

  static final String PATH = "/api/v1/channels";

  private static final String TEST = "/{id}:test";

  private final SettingStore store;
  private final ChannelKind kind;
  private final ChannelDelivery channels;
  private final Clock clock;

  ChannelController(SettingStore store, ChannelKind kind, ChannelDelivery channels, Clock clock) {
    super(store, kind);
    this.store = store;
    this.kind = kind;
    this.channels = channels;
    this.clock = clock;
  }

  /**
   * The result of a test message.
   *
   * @param delivered whether the receiver took it
   * @param reason why it did not, or which addresses did not; null when all did
   */
  record ChannelTest(String id, boolean delivered, @Schema(nullable = true) String reason) {}

  @Override
  public Map<String, ParameterSet> parameters() {
    Map<String, ParameterSet> parameters = new HashMap<>(super.parameters());
    parameters.put(PATH + TEST, ParameterSet.NONE);
    return parameters;
  }

  @PostMapping(TEST)
  @Operation(summary = "Sends a test message through one of the %s, once and at once")
  ChannelTest test(Scope scope, ParameterValues values, @PathVariable("id") String id) {
    store.requireWriter(scope, kind, false);
    Channel channel;
    try {
      channel = store.findValue(kind, scope.tenant(), id).orElseThrow(SettingStore::notFound);
    } catch (SettingFault e) {
      return new ChannelTest(id, false, e.entry() + ": " + e.getMessage());
    }
    Instant now = clock.instant();
    Message message =
        new Message(
            "msg_test_" + now.toEpochMilli(),
            scope.tenant(),
            id,
            MessageTexts.CHANNEL_TEST,
            id,
            JsonNodeFactory.instance.objectNode().put("channel", id).put("sent_by", scope.user()),
            now);
    Delivery delivery = channels.sendMessage(channel, message);
    boolean delivered = delivery.outcome() == Delivery.Outcome.DELIVERED;
    return new ChannelTest(id, delivered, delivery.reason().isEmpty() ? null : delivery.reason());
  }
}
