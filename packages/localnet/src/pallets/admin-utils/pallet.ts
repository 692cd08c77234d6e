export const pallet = { name: "AdminUtils", index: 19, path: "pallet_admin_utils::pallet" } as const;
