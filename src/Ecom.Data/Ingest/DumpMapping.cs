using System.Text.Json;
using System.Text.Json.Serialization;
using Ecom.Domain;

namespace Ecom.Data.Ingest;

/// <summary>How one dump's columns are read; a JSON file when written by hand, or the outcome of a preset or of detection.</summary>
public sealed record DumpMapping
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The preset it started from, for the record.</summary>
    public string Preset { get; init; } = "generic";

    public required DumpKind Kind { get; init; }

    /// <summary>Column names by field; where several are named, the first non-empty one counts.</summary>
    public required IReadOnlyDictionary<MappedField, IReadOnlyList<string>> Columns { get; init; }

    /// <summary>The kind of every row where no column says it.</summary>
    [JsonConverter(typeof(KebabCaseEnumConverter<EventKind>))]
    public EventKind FixedKind { get; init; } = EventKind.View;

    /// <summary>Event types by the kind column's values, lower case; added to the usual names.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>();

    /// <summary><c>auto</c>, <c>iso</c>, <c>unix-seconds</c>, <c>unix-milliseconds</c>, or a strptime format such as <c>%d/%m/%Y %H:%M</c>.</summary>
    public string TimeFormat { get; init; } = "auto";

    /// <summary>IANA zone of times without offset: the shop's.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>ISO 4217 code of the prices, where known.</summary>
    public string? Currency { get; init; }

    /// <summary>CSV delimiter; null: told from the file.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Numbers are written <c>2,55</c>.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>A purchase whose session or invoice starts with this is a cancellation.</summary>
    public string? CancellationPrefix { get; init; }

    /// <summary>A purchase of negative quantity is a cancellation.</summary>
    public bool NegativeQuantityCancels { get; init; }

    /// <summary>Item codes that are no products; a trailing <c>*</c> stands for any rest.</summary>
    public IReadOnlyList<string> NonProductCodes { get; init; } = [];

    /// <summary>An ending that is cut off user ids, such as the <c>.0</c> of ids that went through a floating-point column.</summary>
    public string? UserSuffix { get; init; }

    /// <exception cref="InputException">The file is missing, is no JSON or holds an unknown member.</exception>
    public static DumpMapping Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<DumpMapping>(File.ReadAllText(file), Json)
                ?? throw new InputException(file, null, "the mapping is empty.");
        }
        catch (JsonException e)
        {
            throw new InputException(file, e.LineNumber + 1, $"not a valid mapping: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(file, null, $"the mapping cannot be read: {e.Message}", e);
        }
    }

    public void Write(string file) => File.WriteAllText(file, ToJson());

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    internal bool Has(MappedField field) => Columns.TryGetValue(field, out var names) && names.Count > 0;
}
