using System.ComponentModel.DataAnnotations;

namespace Ecom.Serving.Http;

/// <summary>A configured key.</summary>
public sealed class ApiKey
{
    /// <summary>Shown in logs instead of the key.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The secret; at least <see cref="MinimumLength"/> characters.</summary>
    [Required]
    public string Key { get; set; } = "";

    public IList<ApiScope> Scopes { get; set; } = [];

    public const int MinimumLength = 16;
}
