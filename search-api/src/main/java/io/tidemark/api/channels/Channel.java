/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import java.net.URI;

/**
 * Where messages go.
 *
 * @param url that takes them
 * @param secret the name of the file with the secret that signs them
 * @param enabled whether messages are sent; those of a disabled channel are dropped
 */
record Channel(URI url, String secret, boolean enabled) {}
