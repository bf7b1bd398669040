using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecom.Pipeline.Feedback;

/// <summary>A place in the feedback log: between two records, or at either end. Ordered as the records are. Written <c>segment:offset</c>.</summary>
/// <param name="Segment">Number of the segment file or append blob.</param>
/// <param name="Offset">Bytes before this place in that segment.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct FeedbackPosition(long Segment, long Offset) : IComparable<FeedbackPosition>
{
    /// <summary>Before the first record.</summary>
    public static FeedbackPosition Start => default;

    public static bool TryParse([NotNullWhen(true)] string? text, out FeedbackPosition position)
    {
        position = default;
        if (text?.IndexOf(':', StringComparison.Ordinal) is not ({ } colon and > 0)) return false;
        if (!long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var segment)) return false;
        if (!long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) return false;
        position = new FeedbackPosition(segment, offset);
        return true;
    }

    public int CompareTo(FeedbackPosition other) =>
        Segment != other.Segment ? Segment.CompareTo(other.Segment) : Offset.CompareTo(other.Offset);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Segment}:{Offset}");

    public static bool operator <(FeedbackPosition a, FeedbackPosition b) => a.CompareTo(b) < 0;
    public static bool operator >(FeedbackPosition a, FeedbackPosition b) => a.CompareTo(b) > 0;
    public static bool operator <=(FeedbackPosition a, FeedbackPosition b) => a.CompareTo(b) <= 0;
    public static bool operator >=(FeedbackPosition a, FeedbackPosition b) => a.CompareTo(b) >= 0;

    private sealed class Converter : JsonConverter<FeedbackPosition>
    {
        public override FeedbackPosition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var position) ? position : throw new JsonException("A feedback position reads 'segment:offset'.");

        public override void Write(Utf8JsonWriter writer, FeedbackPosition value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
