/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What messages say to people, in the language of their channel. */
package io.tidemark.api.channels.texts;
