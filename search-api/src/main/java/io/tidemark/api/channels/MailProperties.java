/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's mail server.
 *
 * @param host empty: mail channels cannot send
 * @param username empty: the server asks for no sign-in
 * @param from the sender of messages
 * @param security how the connection is protected
 * @param timeout of the connection and of each answer
 */
@ConfigurationProperties("tidemark.mail")
record MailProperties(
    @DefaultValue("") String host,
    @DefaultValue("587") int port,
    @DefaultValue("") String username,
    @DefaultValue("") String password,
    @DefaultValue("tidemark@localhost") String from,
    @DefaultValue("starttls") Security security,
    @DefaultValue("5s") Duration timeout) {

  /** Protection of the connection. */
  enum Security {
    /** Plain text, for a server on this machine. */
    NONE,
    /** Begins in plain text and must continue encrypted. */
    STARTTLS,
    /** Encrypted from the start. */
    TLS
  }
}
