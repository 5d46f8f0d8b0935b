package org.hypersimplex.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsRecordedIsReadAgain() throws IOException {
        Surroundings here = Surroundings.here();
        assertThat(JSON.readValue(JSON.writeValueAsString(here), Surroundings.class))
                .isEqualTo(here);
        Surroundings measured = here.withEngine();
        assertThat(measured.engine()).isNotBlank();
        assertThat(JSON.readValue(JSON.writeValueAsString(measured), Surroundings.class))
                .isEqualTo(measured);
    }

    @Test
    void whatACommandDoesNotRecordIsAbsent() {
        assertThat(JSON.valueToTree(Surroundings.here()).fieldNames())
                .toIterable()
                .containsExactly("cpu", "cores", "java", "hypersimplex");
    }

    @Test
    void recordsOfNetworksHaveTheirLibraries() throws IOException {
        Surroundings surroundings = JSON.readValue("""
                {"cpu": "a CPU", "cores": 2, "threads": 1, "os": "Linux amd64", "java": "a VM 25+1",
                 "hypersimplex": "1.0", "backend": "vector", "deeplearning4j": "1.0",
                 "oneDnn": "on"}""", Surroundings.class);
        assertThat(surroundings.inWords()).isEqualTo("2 cores of a CPU, a VM 25+1");
        assertThat(surroundings.oneDnn()).isEqualTo("on");
    }

    @Test
    void olderRecordsOfBenchmarksBeginWithTheVersionOfJava() throws IOException {
        Surroundings surroundings = JSON.readValue("""
                {"command": "hypersimplex bench", "cpu": "a CPU", "cores": 2, "java": "25.0.3, a VM",
                 "engine": "vector", "flags": ["-Xmx1g"]}""", Surroundings.class);
        assertThat(surroundings.inWords()).isEqualTo("2 cores of a CPU, Java 25.0.3, a VM");
        assertThat(surroundings.flags()).containsExactly("-Xmx1g");
    }
}
