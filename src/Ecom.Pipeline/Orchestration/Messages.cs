using System.Text;
using System.Text.Json;
using Ecom.Pipeline.Configuration;

namespace Ecom.Pipeline.Orchestration;

/// <summary>
/// The wire format of everything that crosses an orchestration's boundary, on every engine: JSON of at most <see cref="MaximumBytes"/>.
/// Messages carry references to blobs, never rows, so a message that does not fit is a mistake in the step that made it.
/// </summary>
public static class Messages
{
    /// <summary>Bytes of UTF-8 a message may have: well under what a storage queue takes without spilling to a blob.</summary>
    public const int MaximumBytes = 16 * 1024;

    public static JsonSerializerOptions Json => PipelineJson.Options;

    /// <param name="value">Null gives null.</param>
    /// <param name="what">The message in words for the error, such as <c>input of step 'Fit'</c>.</param>
    /// <exception cref="MessageTooLargeException">The JSON has more than <see cref="MaximumBytes"/> bytes.</exception>
    public static string? Write(object? value, string what)
    {
        if (value is null) return null;
        var json = JsonSerializer.Serialize(value, value.GetType(), Json);
        var bytes = Encoding.UTF8.GetByteCount(json);
        return bytes <= MaximumBytes ? json : throw new MessageTooLargeException(what, bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null gives the type's default.</summary>
    public static object? Read(string? json, Type type)
    {
        if (json is not null) return JsonSerializer.Deserialize(json, type, Json);
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    /// <inheritdoc cref="Read(string?, Type)"/>
    public static T Read<T>(string? json) => json is null ? default! : JsonSerializer.Deserialize<T>(json, Json)!;
}
