/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.Language;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Where messages go. Addresses of robots hold secrets, so they may be references as well.
 *
 * @param url the address, or a reference to it; empty for the address of all robots of the type
 * @param token reference to what names the robot at the address of its type
 * @param secret reference to the secret that signs messages
 * @param to addresses of a mail channel
 * @param enabled whether messages are sent; those of a disabled channel are dropped
 */
record Channel(
    ChannelType type,
    Optional<String> url,
    Optional<SecretReference> token,
    Optional<SecretReference> secret,
    List<String> to,
    Language language,
    ZoneId zone,
    boolean enabled) {}
