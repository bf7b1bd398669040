namespace Ecom.Recommendation.Contracts;

/// <summary>
/// Fits a model to predict whole histories from random crops of them, so that it is at home with short ones. An item of a history of length n stays with
/// probability q = min(1, Size / n); the user counts as q^−Exponent.
/// </summary>
/// <param name="Size">Items a crop has on average; above zero.</param>
/// <param name="Exponent">How much long histories gain from being cropped hard.</param>
/// <param name="LambdaScale">Factor on the model's regularisation: cropped histories carry less weight than whole ones.</param>
public sealed record HistoryCrop(double Size, double Exponent, double LambdaScale);
