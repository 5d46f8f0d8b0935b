package org.hypersimplex.experiments.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is read to the letter: nothing is rounded, turned into another type, taken for 0 where it is missing, or left
 * unread behind the end.
 */
public final class StrictJson {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private StrictJson() {}

    /**
     * A mapper that reads to the letter, the caller's to configure further. Every component of a record must be there,
     * unless it is one that is left out where it is null, by {@link JsonInclude}.
     *
     * @return a new one
     */
    public static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .annotationIntrospector(new Required())
                .addModule(new SimpleModule().setDeserializerModifier(new ExactWords()));
        for (CoercionInputShape shape : new CoercionInputShape[] {
            CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
            builder.withCoercionConfig(LogicalType.Textual, text -> text.setCoercion(shape, CoercionAction.Fail));
        }
        return builder.build();
    }

    /**
     * Reads a text that isn't nothing.
     *
     * @param <T> what it is to be
     * @param mapper one of {@link #mapper}
     * @param text the JSON
     * @param type what it is to be
     * @return never null
     * @throws JsonProcessingException if it is something else
     */
    public static <T> T read(ObjectMapper mapper, String text, Class<T> type) throws JsonProcessingException {
        @Nullable T read = mapper.readValue(text, type);
        if (read == null) {
            throw MismatchedInputException.from(null, type, "was null");
        }
        return read;
    }

    /** Has the words of enums read as they are; by itself Jackson leaves out white space around them. */
    private static final class ExactWords extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription description, JsonDeserializer<?> usual) {
            return new ExactWord(usual);
        }
    }

    /** One enum; other types than text are left to the usual reader. */
    private static final class ExactWord extends DelegatingDeserializer {
        private static final long serialVersionUID = 1;

        ExactWord(JsonDeserializer<?> usual) {
            super(usual);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
            return new ExactWord(usual);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                String word = parser.getText();
                if (!word.equals(word.trim())) {
                    return context.handleWeirdStringValue(handledType(), word, "white space around it");
                }
            }
            return super.deserialize(parser, context);
        }
    }

    /** Finds the components that may be missing. */
    private static final class Required extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasRequiredMarker(AnnotatedMember member) {
            return !member.hasAnnotation(JsonInclude.class);
        }

        @Override
        public JsonSetter.Value findSetterInfo(Annotated member) {
            return member.hasAnnotation(JsonInclude.class)
                    ? JsonSetter.Value.forValueNulls(Nulls.SET)
                    : super.findSetterInfo(member);
        }
    }

    /**
     * The text that a file holds.
     *
     * @param bytes its content
     * @return the text, without a byte order mark
     * @throws CharacterCodingException if it is not in UTF-8
     */
    public static String text(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
