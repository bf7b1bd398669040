using System.ComponentModel.DataAnnotations;
using Ecom.Domain;
using Ecom.Serving.Http;
using Ecom.Serving.Searching;
using Ecom.Serving.Storefront;

namespace Ecom.Serving;

/// <summary>Settings of serving; configuration section <see cref="Section"/>.</summary>
public sealed class ServingOptions
{
    public const string Section = "Ecom:Serving";

    /// <summary>How often the promoted version and the overlay are looked at.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often user state is repaired from the feedback log.</summary>
    public TimeSpan RepairInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A request that takes longer is given up with 503.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Largest request body in bytes.</summary>
    [Range(1024, 64 << 20)]
    public long MaximumBodyBytes { get; set; } = 2 << 20;

    /// <summary>Items of a list where the request does not say.</summary>
    [Range(1, 100)]
    public int DefaultItems { get; set; } = 10;

    /// <summary>Items of a list at most.</summary>
    [Range(1, 1000)]
    public int MaximumItems { get; set; } = 100;

    /// <summary>Events or products of one batch at most.</summary>
    [Range(1, 10_000)]
    public int MaximumBatch { get; set; } = 1000;

    /// <summary>How strongly a recent event counts in a user's history; as in training.</summary>
    public EventWeights Weights { get; set; } = EventWeights.Default;

    /// <summary>Bits of the item factors that lists are scored with: 32, or 8 for a quarter of the memory traffic. Models are stored with 32 either way.</summary>
    [AllowedValues(32, 8, ErrorMessage = "Ecom:Serving:FactorBits must be 32 or 8.")]
    public int FactorBits { get; set; } = 32;

    /// <summary>What besides the text decides the order of a search.</summary>
    public SearchWeights Search { get; set; } = new();

    /// <summary>API keys. Without any, everybody who reaches the host may do everything, so the embedded host then binds to loopback only.</summary>
    public IList<ApiKey> Keys { get; set; } = [];

    /// <summary>Refuses every request while no key is configured.</summary>
    public bool RequireKeys { get; set; }

    /// <summary>Host names besides loopback that requests may be addressed to.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>What browsers may do by themselves.</summary>
    public StorefrontOptions Storefront { get; set; } = new();

    /// <summary>Origins of other sites whose pages may call the storefront (CORS) and send requests that change something, e.g. <c>https://shop.example</c>.</summary>
    public IList<string> AllowedOrigins { get; set; } = [];
}
