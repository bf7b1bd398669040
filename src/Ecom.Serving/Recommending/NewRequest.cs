namespace Ecom.Serving.Recommending;

/// <summary>The newest products.</summary>
public sealed class NewRequest : ListRequest;
