namespace Ecom.Serving.Recommending;

/// <summary>What is dealt with more than usual.</summary>
public sealed class TrendingRequest : ListRequest;
