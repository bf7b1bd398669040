namespace Ecom.Serving.Recommending;

/// <summary>What sells, with recent events counting more.</summary>
public sealed class PopularRequest : ListRequest;
