/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.util.Map;

/** Sends messages through one type of channels. */
interface ChannelSender {

  /** The headers of a JSON body. */
  Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");

  ChannelType type();

  /**
   * Makes one attempt.
   *
   * @param text the message for people, in the language of the channel
   * @throws IOException when the receiver does not answer, or must not be asked
   */
  Delivery sendText(ChannelTarget target, Message message, MessageText text) throws IOException;
}
