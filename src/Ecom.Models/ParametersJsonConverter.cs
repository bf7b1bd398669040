using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecom.Models;

/// <summary>Writes <see cref="Parameters"/> as a flat JSON object of numbers and strings.</summary>
internal sealed class ParametersJsonConverter : JsonConverter<Parameters>
{
    public override Parameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Parameters are a JSON object.");
        var values = new List<KeyValuePair<string, object>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            object value = reader.TokenType switch
            {
                JsonTokenType.Number => reader.GetDouble(),
                JsonTokenType.String => reader.GetString()!,
                _ => throw new JsonException($"Parameter '{name}' is neither a number nor a string."),
            };
            values.Add(new(name, value));
        }
        return Parameters.From(values);
    }

    public override void Write(Utf8JsonWriter writer, Parameters value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, v) in value.Values)
        {
            if (v is string text) writer.WriteString(name, text);
            else writer.WriteNumber(name, (double)v);
        }
        writer.WriteEndObject();
    }
}
