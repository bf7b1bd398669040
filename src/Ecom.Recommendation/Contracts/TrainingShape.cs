namespace Ecom.Recommendation.Contracts;

/// <summary>The size of a training set: users, items and stored pairs.</summary>
public readonly record struct TrainingShape(int Users, int Items, long Pairs);
