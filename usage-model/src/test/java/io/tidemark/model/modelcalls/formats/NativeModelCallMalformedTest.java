/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class NativeModelCallMalformedTest {

  private static final String REQUIRED =
      "'request_id':'r-1','event_time':1767229200125,'tenant_id':'t','model':'m'";

  private final NativeModelCallFormat format = new NativeModelCallFormat();

  private static String json(String fields) {
    return ("{" + fields + "}").replace('\'', '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "'x'",
        "1",
        "{",
        "{}x",
        "{},",
        "{'a'}",
        "{'a':}",
        "{'a':1,}",
        "{,'a':1}",
        "{'a' 1}",
        "{a:1}",
        "{'a':01}",
        "{'a':+1}",
        "{'a':.5}",
        "{'a':1.}",
        "{'a':1e}",
        "{'a':NaN}",
        "{'a':Infinity}",
        "{'a':tru}",
        "{'a':nulll}",
        "{'a':[1,]}",
        "{'a':[1}",
        "{'a':'\\x'}",
        "{'a':'\\u12g4'}",
        "{'a':'\u0001'}",
        "{'a':'\n'}",
        "{'a':1}\u0000"
      })
  void rejectsInvalidJson(String document) {
    String record = document.replace("{", "{" + REQUIRED + ",").replace('\'', '"');
    Reading reading = Reading.of(format, record);
    assertThat(reading.calls()).isEmpty();
    assertThat(reading.rejections()).hasSize(1);
  }

  @Test
  void ignoresAByteOrderMarkAndWhiteSpaceAround() {
    assertThat(Reading.of(format, "\uFEFF \r\n" + json(REQUIRED) + "\t\n").call()).hasSize(7);
  }

  @Test
  void rejectsARecordWithoutValue() {
    assertThat(Reading.of(format, (byte[]) null).rejection()).isEqualTo("the record is empty");
  }

  @Test
  void hidesRecordContentsInMessages() {
    String secret = "hush";
    for (String broken :
        new String[] {
          "'event_time':'hush'",
          "'user_id':['hush']",
          "'channel':'hush'",
          "'tags':{'hush':['hush']}",
          "'input_tokens':'hush'",
          "'x':'hush"
        }) {
      assertThat(Reading.of(format, json(REQUIRED + "," + broken)).rejection())
          .doesNotContain(secret);
    }
    assertThat(
            Reading.of(
                    format, json(REQUIRED + ",'messages':[{'content':'hush'}],'response':'hush'"))
                .call()
                .toString())
        .doesNotContain(secret);
  }
}
